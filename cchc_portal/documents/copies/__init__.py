"""Copies of issued documents: sao y, sao lục, trích sao, on paper and electronic (Nghị định 30/2020/NĐ-CP, Điều 25–27)."""
