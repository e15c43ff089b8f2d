/// Cases of the specification that Waymark answers otherwise, each for a reason.
let deliberateDifferences: [(reason: String, cases: Set<String>)] = [
  (
    "a name that means nothing is an error with a place, not a blank on a page",
    [
      "inheritance 5 Negative Sections",
      "interpolation 16 Basic Context Miss Interpolation",
      "interpolation 17 Triple Mustache Context Miss Interpolation",
      "interpolation 18 Ampersand Context Miss Interpolation",
      "interpolation 23 Dotted Names - Broken Chains",
      "interpolation 24 Dotted Names - Broken Chain Resolution",
      "interpolation 26 Dotted Names - Context Precedence",
      "interpolation 27 Dotted Names are never single keys",
      "inverted 4 Context",
      "inverted 5 List",
      "inverted 10 Context Misses",
      "inverted 13 Dotted Names - Broken Chains",
      "sections 14 Context Misses",
      "sections 25 Dotted Names - Broken Chains",
    ]
  ),
  ("a partial that does not exist is an error", ["partials 2 Failed Lookup"]),
  (
    "templates are inlined when they are compiled, so none can include itself",
    ["inheritance 17 Recursion", "partials 4 Recursion"]
  ),
  (
    "the texts of a list are always escaped: three braces are for markup",
    ["sections 20 Implicit Iterator - Triple mustache", "sections 21 Implicit Iterator - Ampersand"]
  ),
  ("lists of lists do not exist: a list holds records or texts", ["sections 18 Implicit Iterator - Array"]),
  (
    "what a template is given is always a record, never a bare text, number or list",
    [
      "interpolation 29 Implicit Iterators - Basic Interpolation",
      "interpolation 30 Implicit Iterators - HTML Escaping",
      "interpolation 31 Implicit Iterators - Triple Mustache",
      "interpolation 32 Implicit Iterators - Ampersand",
      "interpolation 33 Implicit Iterators - Basic Integer Interpolation",
      "sections 22 Implicit Iterator - Root-level",
    ]
  ),
  (
    "dynamic names (an optional module) would hide from the compiler what a template includes",
    [
      "dynamic-names 1 Basic Behavior - Partial",
      "dynamic-names 2 Basic Behavior - Name Resolution",
      "dynamic-names 3 Context Misses - Partial",
      "dynamic-names 4 Failed Lookup - Partial",
      "dynamic-names 5 Context",
      "dynamic-names 6 Dotted Names",
      "dynamic-names 7 Dotted Names - Operator Precedence",
      "dynamic-names 8 Dotted Names - Failed Lookup",
      "dynamic-names 9 Dotted names - Context Stacking",
      "dynamic-names 10 Dotted names - Context Stacking Under Repetition",
      "dynamic-names 11 Dotted names - Context Stacking Failed Lookup",
      "dynamic-names 12 Recursion",
      "dynamic-names 13 Dynamic Names - Double Dereferencing",
      "dynamic-names 14 Dynamic Names - Composed Dereferencing",
      "dynamic-names 15 Surrounding Whitespace",
      "dynamic-names 16 Inline Indentation",
      "dynamic-names 17 Standalone Line Endings",
      "dynamic-names 18 Standalone Without Previous Line",
      "dynamic-names 19 Standalone Without Newline",
      "dynamic-names 20 Standalone Indentation",
      "dynamic-names 21 Padding Whitespace",
    ]
  ),
]
let expectedDifferences = 47
let expectedPassing = 137
