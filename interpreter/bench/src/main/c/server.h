/* What a contender is: it says READY, answers "go K" with the seconds that K steps took and "end" with its result. */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

static void serve(void (*start)(void), void (*step)(void)) {
  char line[100];
  puts("READY");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) && line[0] == 'g') {
    long steps = atol(line + 3);
    start();
    double began = omp_get_wtime();
    for (long k = 0; k < steps; k++) step();
    printf("T %.9f\n", omp_get_wtime() - began);
    fflush(stdout);
  }
}
