/**
 * Schedules on OpenCL devices: kernels become OpenCL C ({@link gd.opencl.Translator}), run on one
 * in-order queue ({@link gd.opencl.OpenClExecution}). A driver is first tried in a child process,
 * since a bad one kills the process it is loaded into ({@link gd.opencl.Probe}); nothing native is
 * touched before a schedule is opened.
 */
@NullMarked
package gd.opencl;

import org.jspecify.annotations.NullMarked;
