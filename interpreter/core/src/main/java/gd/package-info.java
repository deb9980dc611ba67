/** gd for Java programs: {@link gd.Session}. */
@NullMarked
package gd;

import org.jspecify.annotations.NullMarked;
