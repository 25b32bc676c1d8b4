"""Many issued papers as one file for the printer (Nghị định 30/2020/NĐ-CP, Điều 17)."""
