"""Every page that has an address, and who looks at it; and the addresses that are no page."""

from cchc_portal.agencies import guide
from tests.world import STATES

ROWS = ("muc", "phan", "nhom", "noi-dung", "phu-luc", "van-ban", "noi-nhan", "nguoi-ky")
NEW = {
    **{f"row_add {kind}": "" for kind in ("muc", "phu-luc", "van-ban", "can-cu", "noi-nhan", "nguoi-ky")},
    **{f"row_add phan {kind}": "" for kind in ("text", "numbered", "bullets", "items", "channels", "table")},
    "row_add nhom": "",
    "row_add noi-dung": "",
}
# Name (with what varies behind it) and who looks at it; nobody: the public.
PAGES = {
    "publications:home": "",
    "guide": "",
    **{f"guide_{slug}": "" for slug in guide.PAGES},
    "publications:province": "",
    "publications:announcement": "",
    "publications:check": "",
    "publications:check_code": "",
    "account_login": "",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key": "",
    "account_reset_password_from_key_done": "",
    "account_inactive": "",
    "account_signup": "",
    "account_logout": "drafter",
    "account_change_password": "drafter",
    "account_reauthenticate": "drafter",
    "desk": "platform_admin",
    "plans:tasks": "head",
    "plans:plan_list": "drafter",
    "plans:many": "head",
    "plans:create": "drafter",
    **{f"plans:detail {state}": "head" for state in STATES},
    "plans:preview": "drafter",
    "plans:return": "head",
    "plans:submit": "drafter",
    "plans:issue": "clerk",
    "plans:number": "clerk",
    "plans:scan_add": "clerk",
    "plans:copy_add": "clerk",
    "plans:attached_add": "drafter",
    "plans:attached_bring": "clerk",
    "plans:copy_add_electronic": "clerk",
    "plans:stacks": "clerk",
    "scans:list": "clerk",
    **{
        f"book:{name}": "clerk"
        for name in ("list", "line", "reserve", "enter", "code", "annotate", "receive")
    },
    "book:give": "clerk",
    "book:void": "clerk",
    "book:after": "clerk",
    "book:withdrawal_noted": "clerk",
    "incoming:list": "clerk",
    **{f"received:{name}": "clerk" for name in ("copies", "copy_add", "copy_add_electronic")},
    "signing:list": "drafter",
    "signing:edit": "agency_admin",
    "plans:delete": "drafter",
    "plans:edit": "drafter",
    **{f"plans:part_edit {part}": "drafter" for part in ("thong-tin", "loi-van", "can-cu", "noi-nhan")},
    **{f"plans:{new}": "drafter" for new in NEW},
    **{f"plans:row_edit {kind}": "drafter" for kind in ROWS},
    "plans:row_delete": "drafter",
    "plans:versions": "drafter",
    "plans:version": "drafter",
    "plans:version_paper": "drafter",
    "plans:version_restore": "drafter",
    "plans:compare": "head",
    "plans:remarks": "head",
    "register:list": "drafter",
    "register:add": "province_admin",
    "register:edit": "province_admin",
    "register:remove": "province_admin",
    "delegations:list": "head",
    "delegations:list of all posts": "agency_admin",
    "chains:chain": "agency_admin",
    "chains:edit_step": "agency_admin",
    "catalogue": "",
    "catalogue_plans": "",
    "plans:row_move": "drafter",
    "plans:begin_from_tasks": "drafter",
    "plans:upload": "drafter",
    "plans:import": "drafter",
    "plans:beginning": "drafter",
    "plans:add_tasks": "drafter",
    "tasks:list": "drafter",
    "tasks:task": "drafter",
    "tasks:of_plan": "drafter",
    **{
        f"assignments:{name}": "reviewer"
        for name in ("list", "add_source", "source", "proposals", "add_task", "table")
    },
    **{
        f"assignments:{name}": "reviewer"
        for name in ("task", "edit_task", "withdraw_task", "coverage", "unlinked", "annex")
    },
    "plans:template_make": "agency_admin",
    **{f"province_setup:{name}": "province_admin" for name in ("checklist", "upload", "preview", "people")},
    **{
        f"agency_changes:{name}": "province_admin"
        for name in ("list", "begin", "agencies", "inheritance", "about")
    },
    "agency_names": "drafter",
    "platform_provinces": "platform_admin",
    "plan_templates:list": "agency_admin",
    "plan_templates:edit": "agency_admin",
    "plan_templates:preview": "drafter",
    "publications:publication_list": "clerk",
    "publications:preview": "clerk",
    "publications:edit": "clerk",
    "calendars:due_dates": "drafter",
    "calendars:inbox": "drafter",
    "calendars:work_calendar": "province_admin",
    "calendars:change_day": "province_admin",
    "calendars:remove_day": "province_admin",
    "calendars:set_practice": "province_admin",
    **{f"calendars:{name}": "province_admin" for name in ("rules", "rule_add", "rule_edit", "rule_preview")},
    "calendars:set_ladder": "province_admin",
    "calendars:feed": "drafter",
    "calendars:deliveries": "agency_admin",
    "calendars:ask_extension": "drafter",
    **{
        f"calendars:{name}": "reviewer" for name in ("overview", "behind", "obligation", "exempt", "transfer")
    },
    "calendars:extensions": "reviewer",
    "calendars:extension": "reviewer",
    "national_days": "platform_admin",
    "remove_national_day": "platform_admin",
}
# Answers to a button, files, and addresses that only lead on.
NOT_PAGES = {
    *(
        f"plans:{name}"
        for name in (
            "suggest",
            "grid_save",
            "save",
            "presence",
            "preview_part",
            "findings",
            "mend",
            "legal_search",
            "legal_add",
            "legal_arrange",
            "withdraw",
            "pass",
            "choose",
            "approve",
            "papers",
            "paper_make",
            "paper_file",
            "paper_retry",
            "version_mark",
            "remark_answer",
            "remark_settle",
        )
    ),
    *(
        f"plans:{name}"
        for name in ("signing", "sign", "sign_take", "sign_bring", "signed_file", "stop_signing", "scan")
    ),
    "signing:picture",
    "plans:long_term_file",
    *(f"scans:{name}" for name in ("file", "choose", "aside", "retry")),
    *(f"plans:{name}" for name in ("copies", "copy_file", "copy_make", "copy_sign", "copy_bring")),
    *(f"plans:attached{name}" for name in ("", "_draft", "_move", "_out", "_file", "_retry", "_long_term")),
    *(f"received:{name}" for name in ("copy_file", "copy_make", "copy_sign", "copy_bring")),
    *(f"plans:{name}" for name in ("amend", "amendment_table", "reserve")),
    *(f"plans:stack_{name}" for name in ("ask", "choose", "file", "retry")),
    *(f"book:{name}" for name in ("edxml", "excel", "print", "print_file", "send_again")),
    *(f"incoming:{name}" for name in ("file", "attached", "confirm", "confirm_withdrawal")),
    *(f"plans:{name}" for name in ("begin_from_plan", "begin_from_template", "watch")),
    *(f"tasks:{name}" for name in ("link", "add_item", "take_back", "look_over")),
    *(f"assignments:{name}" for name in ("take_plan", "excel", "annex_excel")),
    "plan_templates:retire",
    *(f"province_setup:{name}" for name in ("blank", "export", "wrong", "invite")),
    *(f"agency_changes:{name}" for name in ("confirm", "undo")),
    "delegations:revoke",
    *(f"chains:{name}" for name in ("make_own", "inherit", "move_step", "remove_step")),
    *(f"publications:{name}" for name in ("publish", "hide", "paper", "attached")),
    *(
        f"calendars:{name}"
        for name in ("report_sent", "mark_read", "rule_withdraw", "settle", "hand_over", "renew_feed")
    ),
    "calendar_feed",
    "account_email",
    "account_set_password",
}
AN_A4_SHEET = {"plans:preview", "plans:version_paper", "plan_templates:preview"}
