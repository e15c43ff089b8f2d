import Foundation
import PackagePlugin

/// Writes the files of the top-level theme folder into the Theming module as constants.
///
/// The folder is reached through the link `Sources/Theming/theme`, which belongs to the target: so
/// the package manager plans anew, and runs this, when a file is added or removed.
@main struct EmbedTheme: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let theme = target.directoryURL.appending(path: "theme").resolvingSymlinksInPath()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let found = FileManager.default.enumerator(
      at: theme, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles)
    var files: [URL] = []
    while let file = found?.nextObject() as? URL {
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { files.append(file) }
    }
    files.sort { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding the default theme",
        executable: try context.tool(named: "EmbedThemeTool").url,
        arguments: [output.path, theme.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
