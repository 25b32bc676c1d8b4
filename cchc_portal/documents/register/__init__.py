"""The register of outgoing papers: its lines, its columns, the book as pages, as a workbook and on paper (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""
