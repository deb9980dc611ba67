data = read("gaps.csv")
