/*
 * Gradient descent for a logistic regression as a person would write it who wants it fast: rows as they lie, blocks of
 * rows that stay in the first-level cache, a pass for the dots, one for the residuals, one for the transposed product,
 * vectors of 256 bits, two threads. This is the program that gd is measured against.
 *
 *   gcc -O3 -march=native -ffast-math -fopenmp -DT=float -DD=32 -o logistic logistic.c -lm;  logistic FOLDER N
 */
#define _GNU_SOURCE
#include "server.h"
#include <math.h>
#include <string.h>
#include <sys/mman.h>

enum { LANES = 32 / sizeof(T), VECTORS = D / LANES, THREADS = 2 };
enum { BLOCK = sizeof(T) * D <= 64 ? 512 : 16384 / (sizeof(T) * D) };
typedef T vector __attribute__((vector_size(32), aligned(32)));
#ifdef F64
typedef long index_ __attribute__((vector_size(32)));
#define EVEN ((index_){0, 2, 4, 6})
#define ODD ((index_){1, 3, 5, 7})
#else
typedef int index_ __attribute__((vector_size(32)));
#define EVEN ((index_){0, 2, 4, 6, 8, 10, 12, 14})
#define ODD ((index_){1, 3, 5, 7, 9, 11, 13, 15})
#endif

static long n;
static T *x, *y;
static T w[D] __attribute__((aligned(64)));
static T sums[THREADS][D] __attribute__((aligned(64)));

static inline vector pairs(vector a, vector b) {
  return __builtin_shuffle(a, b, EVEN) + __builtin_shuffle(a, b, ODD);
}

static void part(int thread) {
  long blocks = (n + BLOCK - 1) / BLOCK, last = blocks * (thread + 1) / THREADS;
  vector g[VECTORS], v[VECTORS];
  for (int q = 0; q < VECTORS; q++) {
    g[q] = (vector){0};
    v[q] = *(vector *)(w + q * LANES);
  }
  T z[BLOCK] __attribute__((aligned(64)));
  for (long block = blocks * thread / THREADS; block < last; block++) {
    long first = block * BLOCK;
    int m = (int)(n - first < BLOCK ? n - first : BLOCK), whole = m / LANES * LANES;
    const T *rows = x + first * D;
    for (int i = 0; i < whole; i += LANES) {
      vector a[LANES];
      for (int r = 0; r < LANES; r++) {
        const vector *row = (const vector *)(rows + (i + r) * D);
        a[r] = row[0] * v[0];
        for (int q = 1; q < VECTORS; q++) a[r] += row[q] * v[q];
      }
#ifdef F64
      *(vector *)(z + i) = pairs(pairs(a[0], a[1]), pairs(a[2], a[3]));
#else
      *(vector *)(z + i) = pairs(pairs(pairs(a[0], a[1]), pairs(a[2], a[3])), pairs(pairs(a[4], a[5]), pairs(a[6], a[7])));
#endif
    }
    for (int i = whole; i < m; i++) {
      T s = 0;
      for (int j = 0; j < D; j++) s += rows[i * D + j] * w[j];
      z[i] = s;
    }
    const T *labels = y + first;
#pragma omp simd
    for (int i = 0; i < m; i++) z[i] = 1 / (1 + (sizeof(T) == 4 ? expf(-z[i]) : exp(-z[i]))) - labels[i];
    for (int i = 0; i < m; i++) {
      const vector *row = (const vector *)(rows + i * D);
      for (int q = 0; q < VECTORS; q++) g[q] += row[q] * z[i];
    }
  }
  for (int q = 0; q < VECTORS; q++) *(vector *)(sums[thread] + q * LANES) = g[q];
}

static void start(void) { memset(w, 0, sizeof w); }

static void step(void) {
#pragma omp parallel num_threads(THREADS)
  part(omp_get_thread_num());
  for (int j = 0; j < D; j++) {
    T s = 0;
    for (int k = 0; k < THREADS; k++) s += sums[k][j];
    w[j] -= s / n;
  }
}

static T *load(const char *folder, char kind, size_t count) {
  char name[4096];
  snprintf(name, sizeof name, "%s/lr_%ld_%d.%c", folder, n, D, kind);
  size_t huge = 2 << 20, bytes = (count * sizeof(T) / huge + 1) * huge;
  T *values = aligned_alloc(huge, bytes);
  madvise(values, bytes, MADV_HUGEPAGE);
  float *raw = malloc(count * sizeof *raw);
  FILE *file = fopen(name, "rb");
  if (!file || fread(raw, sizeof *raw, count, file) != count) exit(1);
  fclose(file);
  for (size_t i = 0; i < count; i++) values[i] = raw[i];
  free(raw);
  return values;
}

int main(int count, char **argument) {
  if (count != 3) return 2;
  n = atol(argument[2]);
  x = load(argument[1], 'X', n * D);
  y = load(argument[1], 'y', n);
  serve(start, step);
  printf("RES %.9g\n", (double)w[0]);
}
