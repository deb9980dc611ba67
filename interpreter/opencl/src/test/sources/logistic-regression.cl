#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double R;
typedef double2 R2;
typedef double4 R4;
typedef double8 R8;
typedef long8 M8;

static R8 gd_decay_8(const R8 x) {
  const R8 a = -fabs(x);
  const R8 b = a < (R8)((R)(-708.0)) ? (R8)((R)(-708.0)) : a;
  const R8 v = mad(b, (R8)((R)(1.4426950408889634)), (R8)((R)(6.755399441055744E15)));
  const R8 k = v - (R8)((R)(6.755399441055744E15));
  const R8 r = mad(k, (R8)((R)(-1.9082149292705877E-10)), mad(k, (R8)((R)(-0.6931471803691238)), b));
  R8 p = (R8)((R)(1.6059043836821613E-10));
  p = mad(p, r, (R8)((R)(2.08767569878681E-9)));
  p = mad(p, r, (R8)((R)(2.505210838544172E-8)));
  p = mad(p, r, (R8)((R)(2.755731922398589E-7)));
  p = mad(p, r, (R8)((R)(2.7557319223985893E-6)));
  p = mad(p, r, (R8)((R)(2.48015873015873E-5)));
  p = mad(p, r, (R8)((R)(1.984126984126984E-4)));
  p = mad(p, r, (R8)((R)(0.001388888888888889)));
  p = mad(p, r, (R8)((R)(0.008333333333333333)));
  p = mad(p, r, (R8)((R)(0.041666666666666664)));
  p = mad(p, r, (R8)((R)(0.16666666666666666)));
  p = mad(p, r, (R8)((R)(0.5)));
  p = mad(p, r, (R8)((R)(1.0)));
  p = mad(p, r, (R8)((R)(1.0)));
  const M8 h = (as_long8(v) + (M8)(1023)) << (M8)(52);
  return p * as_double8(h);
}

static R8 gd_sigmoid_of_8(const R8 x, const R8 e) {
  const R8 d = (R8)((R)1) + e;
  const R8 n = x >= (R8)((R)0) ? (R8)((R)1) : e;
  return n / d;
}

static R8 gd_softplus_of_8(const R8 x, const R8 e) {
  const R8 m = x > (R8)((R)0) ? x : (R8)((R)0);
  const R8 s = e / ((R8)((R)(2.0)) + e);
  const R8 q = s * s;
  R8 p = (R8)((R)(0.030303030303030304));
  p = mad(p, q, (R8)((R)(0.03225806451612903)));
  p = mad(p, q, (R8)((R)(0.034482758620689655)));
  p = mad(p, q, (R8)((R)(0.037037037037037035)));
  p = mad(p, q, (R8)((R)(0.04)));
  p = mad(p, q, (R8)((R)(0.043478260869565216)));
  p = mad(p, q, (R8)((R)(0.047619047619047616)));
  p = mad(p, q, (R8)((R)(0.05263157894736842)));
  p = mad(p, q, (R8)((R)(0.058823529411764705)));
  p = mad(p, q, (R8)((R)(0.06666666666666667)));
  p = mad(p, q, (R8)((R)(0.07692307692307693)));
  p = mad(p, q, (R8)((R)(0.09090909090909091)));
  p = mad(p, q, (R8)((R)(0.1111111111111111)));
  p = mad(p, q, (R8)((R)(0.14285714285714285)));
  p = mad(p, q, (R8)((R)(0.2)));
  p = mad(p, q, (R8)((R)(0.3333333333333333)));
  p = mad(p, q, (R8)((R)(1.0)));
  return mad(s + s, p, m);
}

static void s0(const int g, __global const R *b0, __global R *b5) {
  const int row = g / 80 * 8 + g % 8;
  const int j = g / 8 % 10;
  b5[g] = row < 3000 ? b0[row * 10 + j] : (R)0;
}

__kernel void k0(__global const R *restrict b0, __global R *restrict b5) {
  const int g = get_global_id(0);
  if (g < 30000) {
    s0(g, b0, b5);
  }
}

static void s1(const int g, __global const R *b1, __global const R *b2, __global const R *b5, __global R *b6) {
  const int first = g * 64;
  const int last = min(first + 64, 375);
  R8 total0 = (R8)((R)0);
  R8 sum1[10];
  for (int j = 0; j < 10; j++) {
    sum1[j] = (R8)((R)0);
  }
  for (int c = first; c < last; c += 64) {
    const int end = min(c + 64, last);
    R8 part0 = (R8)((R)0);
    R8 a1_0 = (R8)((R)0);
    R8 a1_1 = (R8)((R)0);
    R8 a1_2 = (R8)((R)0);
    R8 a1_3 = (R8)((R)0);
    R8 a1_4 = (R8)((R)0);
    R8 a1_5 = (R8)((R)0);
    R8 a1_6 = (R8)((R)0);
    R8 a1_7 = (R8)((R)0);
    R8 a1_8 = (R8)((R)0);
    R8 a1_9 = (R8)((R)0);
    for (int t = c; t < end; t++) {
      __global const R *x = b5 + (long)t * 80;
      const int row = t * 8;
      R8 d0 = (R8)((R)0);
       {
        R8 s0 = (R8)((R)0);
        R8 s1 = (R8)((R)0);
        R8 s2 = (R8)((R)0);
        R8 s3 = (R8)((R)0);
        #pragma unroll
        for (int j = 0; j < 8; j += 4) {
          s0 = mad(vload8(0, x + (j + 0) * 8), (R8)(b1[j + 0]), s0);
          s1 = mad(vload8(0, x + (j + 1) * 8), (R8)(b1[j + 1]), s1);
          s2 = mad(vload8(0, x + (j + 2) * 8), (R8)(b1[j + 2]), s2);
          s3 = mad(vload8(0, x + (j + 3) * 8), (R8)(b1[j + 3]), s3);
        }
        s0 = mad(vload8(0, x + 64), (R8)(b1[8]), s0);
        s1 = mad(vload8(0, x + 72), (R8)(b1[9]), s1);
        d0 = (s0 + s1) + (s2 + s3);
      }
      const R8 x0 = vload8(0, b2 + 0 + row);
      const R8 e0 = gd_decay_8(d0);
      const R8 t0 = gd_sigmoid_of_8(d0, e0);
      const R8 t1 = t0 - x0;
      const R8 t2 = d0 * x0;
      const R8 t3 = gd_softplus_of_8(d0, e0);
      const R8 t4 = t3 - t2;
      R8 r0 = t4;
      R8 r1 = t1;
      part0 = part0 + r0;
      a1_0 = mad(vload8(0, x + 0), r1, a1_0);
      a1_1 = mad(vload8(0, x + 8), r1, a1_1);
      a1_2 = mad(vload8(0, x + 16), r1, a1_2);
      a1_3 = mad(vload8(0, x + 24), r1, a1_3);
      a1_4 = mad(vload8(0, x + 32), r1, a1_4);
      a1_5 = mad(vload8(0, x + 40), r1, a1_5);
      a1_6 = mad(vload8(0, x + 48), r1, a1_6);
      a1_7 = mad(vload8(0, x + 56), r1, a1_7);
      a1_8 = mad(vload8(0, x + 64), r1, a1_8);
      a1_9 = mad(vload8(0, x + 72), r1, a1_9);
    }
    total0 = total0 + part0;
    sum1[0] = sum1[0] + a1_0;
    sum1[1] = sum1[1] + a1_1;
    sum1[2] = sum1[2] + a1_2;
    sum1[3] = sum1[3] + a1_3;
    sum1[4] = sum1[4] + a1_4;
    sum1[5] = sum1[5] + a1_5;
    sum1[6] = sum1[6] + a1_6;
    sum1[7] = sum1[7] + a1_7;
    sum1[8] = sum1[8] + a1_8;
    sum1[9] = sum1[9] + a1_9;
  }
   {
    const R8 whole = total0;
    const R4 h4 = whole.even + whole.odd;
    const R2 h2 = h4.even + h4.odd;
    const R h1 = h2.even + h2.odd;
    (b6 + g * 11 + 0)[0] = h1;
  }
  for (int j = 0; j < 10; j++) {
    const R8 whole = sum1[j];
    const R4 h4 = whole.even + whole.odd;
    const R2 h2 = h4.even + h4.odd;
    const R h1 = h2.even + h2.odd;
    (b6 + g * 11 + 1)[j] = h1;
  }
}

__kernel void k1(__global const R *restrict b1, __global const R *restrict b2, __global const R *restrict b5, __global R *restrict b6) {
  const int g = get_global_id(0);
  if (g < 6) {
    s1(g, b1, b2, b5, b6);
  }
}

static void s2(const int g, __global R *b3, __global R *b4, __global const R *b6) {
  R acc = (R)0;
  for (int p = 0; p < 6; p++) {
    const R x = b6[p * 11 + g];
    acc = acc + x;
  }
  if (g >= 0 & g < 1) {
    b3[g - 0] = acc;
  }
  if (g >= 1 & g < 11) {
    b4[g - 1] = acc;
  }
}

__kernel void k2(__global R *restrict b3, __global R *restrict b4, __global const R *restrict b6) {
  const int g = get_global_id(0);
  if (g < 11) {
    s2(g, b3, b4, b6);
  }
}
