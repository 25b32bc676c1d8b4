"""Scans of papers signed in ink: received, read in a child process, matched to their record (Nghị định 30/2020/NĐ-CP, Điều 30)."""
