"""What agencies hand in at Sở Nội vụ, how it is reviewed, and the receipt of each."""
