"""Speed and memory of the papers, as ratios side by side in one run; started by `make bench`."""
