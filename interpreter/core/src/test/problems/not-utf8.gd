data = read("latin1.csv")
