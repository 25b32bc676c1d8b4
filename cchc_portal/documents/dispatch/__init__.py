"""Where an issued paper goes: sent, received, asked back, and the exchange file (Nghị định 30/2020/NĐ-CP, Điều 18, 19)."""
