/// What a record answers when a template asks for a field.
public enum TemplateValue {
  case absent
  case text(String)
  case number(Int)
  case flag(Bool)
  /// Writes finished HTML at the place of the tag.
  case markup((inout HTMLWriter) -> Void)
  case record(any TemplateRecord)
  /// `record(index)` is asked once for each index from 0, in order, so no array need be built.
  case list(count: Int, record: (Int) -> any TemplateRecord)
  case texts([String])

  package static func list(_ records: [any TemplateRecord]) -> TemplateValue {
    .list(count: records.count) { records[$0] }
  }

  /// Whether a section is shown: there is something to write.
  var isPresent: Bool {
    switch self {
    case .absent: false
    case .text(let text): !text.isEmpty
    case .number(let number): number != 0
    case .flag(let flag): flag
    case .markup, .record: true
    case .list(let count, _): count > 0
    case .texts(let texts): !texts.isEmpty
    }
  }
}

/// One thing that a template writes about.
///
/// All records are copyable; the protocol does not ask for it, so that they can be asked without being copied
/// first (`RecordStack`).
public protocol TemplateRecord: ~Copyable {
  /// - Parameter field: the index into the fields of the record's `RecordType`.
  /// - Returns: a value of the declared kind, or `.absent`.
  func value(at field: Int) -> TemplateValue

  /// Whether the field says the same on every page of a set for which programs are specialized; a record or
  /// list is fixed if it is there, with as many items, on all of them, whose own fields then tell the rest.
  ///
  /// `false` is always right and only slower.
  func isFixed(at field: Int) -> Bool

  /// For a flag that is set on one page of such a set and on no other, such as "this is where the reader is": the
  /// number of that page within the set.
  ///
  /// `nil` is always right and only slower.
  func onlyPage(at field: Int) -> Int?
}

extension TemplateRecord {
  public func isFixed(at field: Int) -> Bool { false }

  public func onlyPage(at field: Int) -> Int? { nil }
}

/// A record whose fields are the cases of an enum, so that the compiler asks for each of them twice:
/// in `declaration` and in `value(of:)`. A field that nobody fills does not compile.
///
/// ```swift
/// struct Link: TypedRecord {
///   enum Field: Int, RecordField {
///     case title, href
///     var declaration: FieldDeclaration {
///       switch self {
///       case .title: .init("title", .text, "What the link says.")
///       case .href: .init("href", .text, "Where it leads, relative to the page.")
///       }
///     }
///   }
///   static let name = "link"
///   static let summary = "One link of the navigation."
///
///   func value(of field: Field) -> TemplateValue { … }
/// }
/// ```
///
/// Public, with what it names, although only this package uses it: the compiler makes a version of an inlinable
/// default for each type that relies on it only if it is public, and without one each field of a page is looked
/// for at run time through two tables.
public protocol TypedRecord: TemplateRecord, Copyable {
  associatedtype Field: RecordField
  static var name: String { get }
  static var summary: String { get }
  func value(of field: Field) -> TemplateValue
  /// See `TemplateRecord.isFixed(at:)`.
  func isFixed(_ field: Field) -> Bool
  /// See `TemplateRecord.onlyPage(at:)`.
  func onlyPage(_ field: Field) -> Int?
}

public protocol RecordField: IndexedField {
  var declaration: FieldDeclaration { get }
}

/// An enum whose raw values count from 0 in the order of its cases, as Swift gives them.
public protocol IndexedField: CaseIterable, RawRepresentable<Int> {
  init(index: Int)
}

extension IndexedField {
  @inlinable public init(index: Int) { self = Self(rawValue: index).unsafelyUnwrapped }
}

extension TypedRecord {
  @inlinable public func value(at field: Int) -> TemplateValue { value(of: Field(index: field)) }

  @inlinable public func isFixed(at field: Int) -> Bool { isFixed(Field(index: field)) }

  @inlinable public func onlyPage(at field: Int) -> Int? { onlyPage(Field(index: field)) }

  public func isFixed(_ field: Field) -> Bool { false }

  public func onlyPage(_ field: Field) -> Int? { nil }

  package static var recordType: RecordType {
    RecordType(name: name, summary: summary, fields: Field.allCases.map { $0.declaration })
  }
}
