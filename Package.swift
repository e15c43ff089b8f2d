// swift-tools-version: 6.1
import PackageDescription

// Imports point only from a module to those listed for it here, so the package manager refuses
// a cycle or a shortcut. Documentation/Architecture.md says what each module may not see, and why.
let package = Package(
  name: "Waymark",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "waymark", targets: ["waymark"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CLinux"),

    .target(name: "Diagnostics"),
    .target(name: "YAMLReading", dependencies: ["Diagnostics", "CYAML"]),
    .target(name: "GuideModel", dependencies: ["Diagnostics"]),
    .target(
      name: "GuideReading", dependencies: ["Diagnostics", "GuideModel", "YAMLReading", "CCMarkGFM"]),
    .target(name: "SiteChecks", dependencies: ["Diagnostics", "GuideModel"]),
    .target(
      name: "Theming", dependencies: ["Diagnostics", "YAMLReading"],
      // A link to the top-level theme folder: the plugin reads it, the compiler must not.
      exclude: ["theme"],
      plugins: ["EmbedTheme"]),
    .target(
      name: "Editions", dependencies: ["Diagnostics", "GuideModel", "SiteChecks", "Theming"]),
    .target(
      name: "SiteBuilding",
      dependencies: [
        "Diagnostics", "YAMLReading", "GuideModel", "GuideReading", "SiteChecks", "Theming",
        "Editions", "CLinux",
      ]),
    .executableTarget(
      name: "waymark",
      dependencies: [
        "Diagnostics", "GuideModel", "Editions", "SiteBuilding", "Theming",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(name: "EmbedThemeTool"),
    .plugin(name: "EmbedTheme", capability: .buildTool(), dependencies: ["EmbedThemeTool"]),

    .target(
      name: "TestKit", dependencies: ["Diagnostics", "GuideModel", "GuideReading", "SiteBuilding"],
      path: "Tests/TestKit"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Diagnostics", "GuideModel", "GuideReading", "SiteChecks", "Theming", "Editions", "SiteBuilding",
      ],
      path: "Tests/Fuzzing/FuzzTargets"),
    .testTarget(
      name: "FuzzingTests", dependencies: ["FuzzTargets", "TestKit"], path: "Tests/Fuzzing/FuzzingTests"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestKit"]),
    .testTarget(name: "YAMLReadingTests", dependencies: ["YAMLReading", "Diagnostics", "TestKit"]),
    .testTarget(name: "GuideModelTests", dependencies: ["GuideModel", "Diagnostics", "TestKit"]),
    .testTarget(name: "GuideReadingTests", dependencies: ["GuideModel", "GuideReading", "TestKit"]),
    .testTarget(
      name: "SiteChecksTests", dependencies: ["SiteChecks", "GuideModel", "GuideReading", "TestKit"]),
    .testTarget(name: "ThemingTests", dependencies: ["Theming", "YAMLReading", "TestKit"]),
    .testTarget(
      name: "EditionsTests",
      dependencies: [
        "Diagnostics", "Editions", "GuideModel", "GuideReading", "SiteBuilding", "SiteChecks", "Theming",
        "TestKit",
      ]),
    .testTarget(
      name: "FixtureTests",
      dependencies: [
        "Diagnostics", "GuideModel", "GuideReading", "Editions", "SiteBuilding", "Theming", "TestKit",
      ]),
    .testTarget(
      name: "SiteBuildingTests",
      dependencies: ["SiteBuilding", "GuideModel", "GuideReading", "Theming", "TestKit"]),
    .testTarget(name: "CommandTests", dependencies: ["waymark", "SiteBuilding", "TestKit"]),
    .testTarget(
      name: "DocumentationTests", dependencies: ["Editions", "GuideModel", "SiteBuilding", "Theming"]),
  ],
  swiftLanguageModes: [.v6]
)

// Only `make fuzz` sets this. Our own modules are then built with the fuzzer's counters, AddressSanitizer and
// the standard library's debug checks, for one more executable, whose `main` is libFuzzer's.
if Context.environment["WAYMARK_FUZZ"] == "1" {
  let sanitized = ["-sanitize=fuzzer,address", "-assert-config", "Debug"]
  let watched = [
    "Diagnostics", "YAMLReading", "GuideModel", "GuideReading", "SiteChecks", "Theming", "Editions",
    "SiteBuilding", "FuzzTargets",
  ]
  for target in package.targets where watched.contains(target.name) {
    target.swiftSettings = [.unsafeFlags(sanitized)]
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/Fuzzer",
      swiftSettings: [.unsafeFlags(sanitized + ["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}

// Only for measuring: what each stage of a build takes by itself. Benchmarks/README.md.
if Context.environment["WAYMARK_BENCH"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "stages",
      dependencies: [
        "CCMarkGFM", "Diagnostics", "Editions", "GuideModel", "GuideReading", "SiteBuilding", "SiteChecks",
        "Theming",
      ],
      path: "Benchmarks/Stages"))
}
