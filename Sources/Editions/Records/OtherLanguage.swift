import GuideModel
import Theming

// Words in one language on a page in another say so (WCAG 3.1.2), or a voice cannot read them and they may
// run the wrong way. The names differ from those of the page's own language, so that an entry of a list
// does not hide them.

extension FieldDeclaration {
  static let otherLanguage = FieldDeclaration(
    "other_language", .text, "Its language tag, when it is not the page's own.")
  static let otherDirection = FieldDeclaration(
    "other_direction", .text, "`ltr` or `rtl`, when it is not the page's own.")
}

extension TemplateValue {
  static func language(_ language: LanguageTag, unlessOf page: PageContext) -> TemplateValue {
    language == page.language ? .absent : .text(language.text)
  }

  static func direction(_ language: LanguageTag, unlessOf page: PageContext) -> TemplateValue {
    language.isRightToLeft == page.language.isRightToLeft ? .absent : .text(language.direction)
  }
}
