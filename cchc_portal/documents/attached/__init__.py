"""Appendices that are PDF files of their own, each signed by the agency (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8.b, III.1.d)."""
