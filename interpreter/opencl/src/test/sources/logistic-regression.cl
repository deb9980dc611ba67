#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double R;
typedef double2 R2;
typedef double4 R4;
typedef double8 R8;
typedef long8 M8;

__attribute__((noinline)) static R8 gd_sigmoid_8(const R8 x) {
  const R8 e = exp(-fabs(x));
  const R8 d = (R8)((R)1) + e;
  const R8 n = x >= (R8)((R)0) ? (R8)((R)1) : e;
  return n / d;
}

__attribute__((noinline)) static R8 gd_softplus_8(const R8 x) {
  const R8 e = exp(-fabs(x));
  const R8 m = x > (R8)((R)0) ? x : (R8)((R)0);
  return m + log1p(e);
}

static R gd_sigmoid(const R x) {
  const R e = exp(-fabs(x));
  const R d = (R)1 + e;
  const R n = x >= (R)0 ? (R)1 : e;
  return n / d;
}

static R gd_softplus(const R x) {
  const R e = exp(-fabs(x));
  const R m = x > (R)0 ? x : (R)0;
  return m + log1p(e);
}

static void s0(const int g, __global const R *b0, __global const R *b1, __global const R *b2, __global R *b5) {
  const int first = g * 1024;
  const int last = min(first + 1024, 3000);
  R total0 = (R)0;
  __global R *sum0 = b5 + g * 11 + 1;
  for (int j = 0; j < 10; j++) {
    sum0[j] = (R)0;
  }
  R dot0[200];
  R slot2[200];
  R slot3[200];
  for (int r = first; r < last; r += 200) {
    const int m = min(200, last - r);
    __global const R *rows = b0 + (long)r * 10;
     {
      int k = 0;
      for (; k + 8 <= m; k += 8) {
        __global const R *x0 = rows + (k + 0) * 10;
        R8 s0 = (R8)(0);
        __global const R *x1 = rows + (k + 1) * 10;
        R8 s1 = (R8)(0);
        __global const R *x2 = rows + (k + 2) * 10;
        R8 s2 = (R8)(0);
        __global const R *x3 = rows + (k + 3) * 10;
        R8 s3 = (R8)(0);
        __global const R *x4 = rows + (k + 4) * 10;
        R8 s4 = (R8)(0);
        __global const R *x5 = rows + (k + 5) * 10;
        R8 s5 = (R8)(0);
        __global const R *x6 = rows + (k + 6) * 10;
        R8 s6 = (R8)(0);
        __global const R *x7 = rows + (k + 7) * 10;
        R8 s7 = (R8)(0);
        for (int j = 0; j < 8; j += 8) {
          const R8 w = vload8(0, b1 + j);
          const R8 p0 = vload8(0, x0 + j) * w;
          s0 = s0 + p0;
          const R8 p1 = vload8(0, x1 + j) * w;
          s1 = s1 + p1;
          const R8 p2 = vload8(0, x2 + j) * w;
          s2 = s2 + p2;
          const R8 p3 = vload8(0, x3 + j) * w;
          s3 = s3 + p3;
          const R8 p4 = vload8(0, x4 + j) * w;
          s4 = s4 + p4;
          const R8 p5 = vload8(0, x5 + j) * w;
          s5 = s5 + p5;
          const R8 p6 = vload8(0, x6 + j) * w;
          s6 = s6 + p6;
          const R8 p7 = vload8(0, x7 + j) * w;
          s7 = s7 + p7;
        }
        const R8 h0_0e = (R8)(s0.even, s1.even);
        const R8 h0_0o = (R8)(s0.odd, s1.odd);
        R8 h0_0 = h0_0e + h0_0o;
        const R8 h0_1e = (R8)(s2.even, s3.even);
        const R8 h0_1o = (R8)(s2.odd, s3.odd);
        R8 h0_1 = h0_1e + h0_1o;
        const R8 h0_2e = (R8)(s4.even, s5.even);
        const R8 h0_2o = (R8)(s4.odd, s5.odd);
        R8 h0_2 = h0_2e + h0_2o;
        const R8 h0_3e = (R8)(s6.even, s7.even);
        const R8 h0_3o = (R8)(s6.odd, s7.odd);
        R8 h0_3 = h0_3e + h0_3o;
        const R8 h1_0e = (R8)(h0_0.even, h0_1.even);
        const R8 h1_0o = (R8)(h0_0.odd, h0_1.odd);
        R8 h1_0 = h1_0e + h1_0o;
        const R8 h1_1e = (R8)(h0_2.even, h0_3.even);
        const R8 h1_1o = (R8)(h0_2.odd, h0_3.odd);
        R8 h1_1 = h1_1e + h1_1o;
        const R8 h2_0e = (R8)(h1_0.even, h1_1.even);
        const R8 h2_0o = (R8)(h1_0.odd, h1_1.odd);
        R8 h2_0 = h2_0e + h2_0o;
        R tail[8];
        for (int q = 0; q < 8; q++) {
          __global const R *x = rows + (k + q) * 10;
          R s = (R)0;
          for (int j = 8; j < 10; j++) {
            const R p = x[j] * b1[j];
            s = s + p;
          }
          tail[q] = s;
        }
        h2_0 = h2_0 + vload8(0, tail);
        vstore8(h2_0, 0, dot0 + k);
      }
      for (; k < m; k++) {
        __global const R *x = rows + k * 10;
        R s = (R)0;
        for (int j = 0; j < 10; j++) {
          const R p = x[j] * b1[j];
          s = s + p;
        }
        dot0[k] = s;
      }
    }
    int i = 0;
    for (; i + 8 <= m; i += 8) {
      const int row = r + i;
      const R8 d0 = vload8(0, dot0 + i);
      const R8 x0 = vload8(0, b2 + 0 + row * (1));
      const R8 t0 = gd_sigmoid_8(d0);
      const R8 t1 = t0 - x0;
      const R8 t2 = d0 * x0;
      const R8 t3 = gd_softplus_8(d0);
      const R8 t4 = t3 - t2;
      vstore8(t4, 0, slot3 + i);
      vstore8(t1, 0, slot2 + i);
    }
    for (; i < m; i++) {
      const int row = r + i;
      const R d0 = dot0[i];
      const R x0 = b2[0 + row * (1)];
      const R t0 = gd_sigmoid(d0);
      const R t1 = t0 - x0;
      const R t2 = d0 * x0;
      const R t3 = gd_softplus(d0);
      const R t4 = t3 - t2;
      slot3[i] = t4;
      slot2[i] = t1;
    }
    for (int k = 0; k < m; k++) {
      total0 = total0 + slot3[k];
    }
     {
      R8 a0 = vload8(0, sum0 + 0);
      for (int k = 0; k < m; k++) {
        const R f = slot2[k];
        __global const R *x = rows + k * 10 + 0;
        const R8 p0 = vload8(0, x) * f;
        a0 = a0 + p0;
      }
      vstore8(a0, 0, sum0 + 0);
    }
     {
      R a8 = sum0[8];
      R a9 = sum0[9];
      for (int k = 0; k < m; k++) {
        const R f = slot2[k];
        const R p8 = rows[k * 10 + 8] * f;
        a8 = a8 + p8;
        const R p9 = rows[k * 10 + 9] * f;
        a9 = a9 + p9;
      }
      sum0[8] = a8;
      sum0[9] = a9;
    }
  }
  b5[g * 11 + 0] = total0;
}

__kernel void k0(__global const R *restrict b0, __global const R *restrict b1, __global const R *restrict b2, __global R *restrict b5) {
  const int g = get_global_id(0);
  if (g < 3) {
    s0(g, b0, b1, b2, b5);
  }
}

static void s1(const int g, __global R *b3, __global R *b4, __global const R *b5) {
  R acc = (R)0;
  for (int p = 0; p < 3; p++) {
    const R x = b5[p * 11 + g];
    acc = acc + x;
  }
  if (g == 0) {
    b3[0] = acc;
  }
  if (g >= 1 & g < 11) {
    b4[g - 1] = acc;
  }
}

__kernel void k1(__global R *restrict b3, __global R *restrict b4, __global const R *restrict b5) {
  const int g = get_global_id(0);
  if (g < 11) {
    s1(g, b3, b4, b5);
  }
}
