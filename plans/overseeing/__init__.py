"""Sở Nội vụ's desk: who has not, who is late, who stands where, what waits; the summary of a period. Reads only."""
