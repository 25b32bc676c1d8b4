"""What an eye, a finger or a screen reader would stumble over on a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BEST = [*RULES, "best-practice"]
DESK, PHONE, SMALL_PHONE, ZOOMED = (1366, 768), (390, 844), (320, 640), (683, 384)  # a desk at 200 %
FINGER = 44

_SHOWN = """
const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.visually-hidden, [data-no-paint]');
const worded = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
const named = (e) => e.outerHTML.slice(0, 140);
"""
# Boxes with words whose box is too small for them and hides the rest: text that scrolls or wraps is not cut.
_CUT = (
    _SHOWN
    + """
const hides = (s, axis) => ['hidden', 'clip'].includes(s[`overflow${axis}`]);
const cut = (e) => {
  const s = getComputedStyle(e);
  return (hides(s, 'Y') && e.scrollHeight > e.clientHeight + 1) || (hides(s, 'X') && e.scrollWidth > e.clientWidth + 1);
};
return [...document.querySelectorAll('body *')].filter((e) => shown(e) && (worded(e) || e.matches('textarea')) && e.clientHeight && cut(e)).map(named);
"""
)
_TIGHT = (
    _SHOWN
    + """
const least = (e) => (e.closest('h1, h2, h3, h4, legend') ? 1.39 : 1.49);
const ratio = (s) => parseFloat(s.lineHeight) / parseFloat(s.fontSize);
const inText = 'a, b, strong, em, i, small, span, code, kbd, ins, del, time, sup';
return [...document.querySelectorAll('body *')].filter((e) => shown(e) && (worded(e) || e.matches('textarea')) && !e.matches('option')
  && !(e.matches(inText) && getComputedStyle(e).display === 'inline') && !e.closest('svg') && ratio(getComputedStyle(e)) < least(e)).map(named);
"""
)
_LOW = (
    _SHOWN
    + """
return [...document.querySelectorAll('.btn, button, summary, select, [type=submit], [role=button], .form-check')].filter((e) => {
  const { height } = e.getBoundingClientRect();
  return shown(e) && height > 0 && height < %s - 0.1;
}).map(named);
"""
)
_SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"""
_NO_PAUSES = """
const sheet = new CSSStyleSheet();
sheet.replaceSync('.grid__row { content-visibility: visible !important; }');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"""
_BARS_IN_THE_FLOW = """
const sheet = new CSSStyleSheet();
sheet.replaceSync('.decision-bar, .tabbar { position: static !important; }');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"""


_BEYOND = (
    _SHOWN
    + """
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
const kept = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
const beyond = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 0.5 && !kept(e));
return [`${document.documentElement.scrollWidth - width} px`, ...beyond.slice(0, 4).map(named)];
"""
)


def _asked(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(f"(() => {{ {script} }})()")
    return found


def violations(page: Page, rules: list[str] = BEST) -> list[str]:
    """By axe: WCAG 2.0 to 2.2 A and AA, and what it calls best practice."""
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def beyond_the_edge(page: Page) -> list[str]:
    """By how much the page is wider than the screen, and what sticks out."""
    return _asked(page, _BEYOND)


def cut_words(page: Page) -> list[str]:
    return _asked(page, _CUT)


def tight_lines(page: Page) -> list[str]:
    """Lines too low for capitals with two marks: 1.5, headings 1.4."""
    return _asked(page, _TIGHT)


def low_targets(page: Page, least: int = FINGER) -> list[str]:
    return _asked(page, _LOW % least)


def reflowed(page: Page) -> list[str]:
    """Wider than the screen, or words cut, where the page had to give way."""
    return [*cut_words(page), *beyond_the_edge(page)]


def space_out(page: Page) -> None:
    """The spacing of text that WCAG 1.4.12 lets a reader ask for, by a sheet that the content policy cannot refuse."""
    page.evaluate(f"() => {{ {_SPACED} }}")


def draw_everything(page: Page) -> None:
    """Rows of a grid that are drawn only when they come into sight are drawn at once."""
    page.evaluate(f"() => {{ {_NO_PAUSES} }}")


def put_bars_down(page: Page) -> None:
    """Bars at the screen's lower edge no longer cover what a reader would scroll out from under them."""
    page.evaluate(f"() => {{ {_BARS_IN_THE_FLOW} }}")


def faults(page: Page, *, rules: list[str] = BEST) -> dict[str, list[str]]:
    """Everything at the size that the window has now; nothing where the page is in order."""
    found = {"axe": violations(page, rules), "cut": cut_words(page), "tight": tight_lines(page)}
    found["wide"] = beyond_the_edge(page)
    viewport = page.viewport_size
    if viewport and viewport["width"] <= PHONE[0]:
        found["low"] = low_targets(page)
    return {name: places for name, places in found.items() if places}
