"""Dates and numbers as Vietnamese offices write them; Django's own `vi` formats read 05/01/2027 as the first of May."""

DATE_FORMAT = "d/m/Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "H:i d/m/Y"
SHORT_DATETIME_FORMAT = "H:i d/m/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g n \nă\m Y"
MONTH_DAY_FORMAT = r"d/m"
FIRST_DAY_OF_WEEK = 1

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H:%M:%S.%f"]
DATETIME_INPUT_FORMATS = [
    f"{day} {time}"
    for day in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
    for time in ("%H:%M", "%H:%M:%S")
] + [f"{time} {day}" for day in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y") for time in ("%H:%M", "%H:%M:%S")]
