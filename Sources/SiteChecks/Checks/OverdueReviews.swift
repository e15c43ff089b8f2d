import Diagnostics

extension DocumentCheck {
  static let overdueReviews = DocumentCheck { checked in
    let matter = checked.document.matter
    guard let due = matter.reviewBy, let span = matter.reviewBySpan, due < checked.today else { return [] }
    return [
      Diagnostic(
        .reviewOverdue, "this page was to be looked at again by \(due.text)", at: span,
        help: "read it, mend what is out of date, and set `reviewed` and `review_by` anew")
    ]
  }
}
