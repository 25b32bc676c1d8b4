"""A list at the width of a desk and of a tablet: no short word or date is cut in two, and the page does not slide."""

import pytest

from tests.journeys.conftest import Newcomer
from tests.world import World

CUT = """() => {
  const cut = [], range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector('main table'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.textContent.matchAll(/[0-9]+\\/[0-9\\/]+|[^\\s\\u00a0\\/-]+/g)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)));
      if (lines.size > 1 && word[0].length <= 30) cut.push(word[0]);
    }
  }
  return cut;
}"""


@pytest.mark.parametrize("width", [1366, 1024, 800])
@pytest.mark.parametrize("page", ["ke-hoach/", "cong-bo/", "lich/"])
def test_no_word_of_a_list_is_cut(world: World, newcomer: Newcomer, width: int, page: str) -> None:
    drafter = newcomer(viewport={"width": width, "height": 768})
    drafter.sign_in(world.drafter)
    drafter.open(f"/dong-nai/so-tai-chinh/{page}")
    assert drafter.page.evaluate(CUT) == []
    assert drafter.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
