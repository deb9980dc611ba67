/* How fast two threads read memory: the sum of N megabytes of floats a step. Nothing that reads them can be faster. */
#define _GNU_SOURCE
#include "server.h"
#include <sys/mman.h>

typedef float vector __attribute__((vector_size(64), aligned(64)));
static vector *x;
static size_t n;
static volatile float sink;

static void start(void) {}

static void step(void) {
  float total = 0;
#pragma omp parallel num_threads(2) reduction(+ : total)
  {
    size_t k = omp_get_thread_num(), first = n / 2 * k, last = n / 2 * (k + 1);
    vector a = {0}, b = {0}, c = {0}, d = {0};
    for (size_t i = first; i + 4 <= last; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    a = (a + b) + (c + d);
    for (int l = 0; l < 16; l++) total += a[l];
  }
  sink = total;
}

int main(int count, char **argument) {
  if (count != 2) return 2;
  size_t bytes = atol(argument[1]) * 1000000, huge = 2 << 20;
  n = bytes / sizeof(vector) / 8 * 8;
  x = aligned_alloc(huge, (bytes / huge + 1) * huge);
  madvise(x, bytes, MADV_HUGEPAGE);
#pragma omp parallel for num_threads(2) schedule(static)
  for (size_t i = 0; i < n; i++) x[i] = (vector){1, 0, 1};
  serve(start, step);
  puts("RES");
}
