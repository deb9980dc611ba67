data = read("missing.csv")
