package gd.evaluate;

/** What a name can mean. */
public sealed interface Value {
  /** Nothing to show. */
  record Nothing() implements Value {}
}
