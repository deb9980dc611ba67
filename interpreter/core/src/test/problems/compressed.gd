read("compressed.csv")
