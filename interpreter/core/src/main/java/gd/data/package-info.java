/**
 * Files, and the tables in them. The only package that touches a file: everything goes through
 * {@link gd.data.FileAccess}.
 */
@NullMarked
package gd.data;

import org.jspecify.annotations.NullMarked;
