## The table in a CSV file; its columns are fields.
##     > write("points.csv", table(x=[1.0, 2.0], y=[3.0, 4.0])); read("points.csv").y
##     [3.0, 4.0]
##
## Cells are separated by commas, semicolons or tabs, and decimals have points, or commas where these do not separate:
## separator=";" and decimal="," say so. A column is numbers if most of its first cells are, otherwise texts (dates too).
## A column of numbers with missing cells is an error unless missing="drop" leaves out their rows, or missing=0 takes 0
## for them. Names in .gz are compressed; encoding="latin1" is for files that are not UTF-8.
##     > write("marks.csv", table(x=["1,5", "2"], y=[1, 2])); read("marks.csv", decimal=",").x
##     note: Remark
##       ┌─ input:1:54
##       │
##     1 │ write("marks.csv", table(x=["1,5", "2"], y=[1, 2])); read("marks.csv", decimal=",").x
##       │                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
##
##     Column x is texts: its cells are in quotation marks.
##     ["1,5", "2"]
##
## A file in the IDX format, in which MNIST and its relatives come, is an array: images in three dimensions, labels in one.
external read(file, separator=_, decimal=_, missing=_, encoding="utf-8")

## Writes a table (or a matrix) to a CSV file, all of it or nothing.
##     > write("one.csv", table(a=[1.0]))
external write(file, t)

## A table with these columns: vectors, or arrays whose first axis is that of the rows (a matrix, images).
##     > table(x=[1, 2], y=[3, 4])
##     2 rows × 2 columns
##     x     y
##     1.0   3.0
##     2.0   4.0
##     > t = table(X=[1, 2; 3, 4; 5, 6], y=[1, 2, 3]); t[2..3].X
##     [3.0, 4.0; 5.0, 6.0]
external table(columns...)

## Shows its arguments on one line.
##     > print("x is", 3)
##     x is 3
external print(values...)

## An error with the message unless the condition holds.
##     > assert(1 < 2, "smaller")
external assert(condition, message="")

## How many digits decimals are shown with: 6 at first; digits(17) shows all that is needed to read them back.
##     > digits(17); 0.1 + 0.2
##     0.30000000000000004
external digits(n)

## How many seconds of a processor's time algebra (integrate, solve, factor, …) may take over one step of a question: 1.5 at first. A question has eight such steps' time on the clock.
##     > timelimit(10); integrate(x*exp(x), x)
##     x*exp(x) - exp(x)
external timelimit(seconds)

## How values are shown from here on: "text" as one would type it, "2d" over several lines as on paper, or "latex".
##     > display("2d"); 1/(x + 1)
##        1
##     ───────
##      x + 1
external display(form)
