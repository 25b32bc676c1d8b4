"""The register of incoming papers: entered on receiving, its columns as a page, as a workbook and on paper (Nghị định 30/2020/NĐ-CP, Điều 22; Phụ lục IV)."""
