"""A Word or Excel file as a plan: opened safely, read, recognised, corrected by a person, built."""
