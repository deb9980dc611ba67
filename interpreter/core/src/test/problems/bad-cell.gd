data = read("bad-cell.csv")
