/* Writes data for a logistic regression, the same every time: FOLDER/lr_N_D.X (row-major) and .y, 32-bit floats. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A hash of a counter (Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014), from -1 to 1. */
static float uniform(uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  z ^= z >> 31;
  return (float)((z >> 40) * (2.0 / 16777216.0) - 1.0);
}

static int save(const char *folder, long n, int d, char kind, const float *values, size_t count) {
  char name[4096];
  snprintf(name, sizeof name, "%s/lr_%ld_%d.%c", folder, n, d, kind);
  FILE *file = fopen(name, "wb");
  return file && fwrite(values, sizeof *values, count, file) == count && fclose(file) == 0;
}

int main(int count, char **argument) {
  if (count != 4) return 2;
  long n = atol(argument[2]);
  int d = atoi(argument[3]);
  float *x = malloc(n * d * sizeof *x), *y = malloc(n * sizeof *y), *w = malloc(d * sizeof *w);
  for (int j = 0; j < d; j++) w[j] = 2 * uniform(1000000007ULL * 31 + j);
  for (long i = 0; i < n; i++) {
    double z = 0;
    for (int j = 0; j < d; j++) {
      x[i * d + j] = uniform((uint64_t)i * d + j);
      z += x[i * d + j] * w[j];
    }
    y[i] = (uniform(0x123456789ULL + (uint64_t)i * 7) + 1) / 2 < 1 / (1 + exp(-z));
  }
  return !(save(argument[1], n, d, 'X', x, n * d) && save(argument[1], n, d, 'y', y, n));
}
