namespace KubeDaq.Cli.Applying;

/// <summary>One text that <c>-f</c> names, and what to call it.</summary>
internal sealed record ManifestText(string File, string Text);

/// <summary>What <c>-f</c> names: files, the .yaml, .yml and .json files of folders, or standard input.</summary>
internal static class ManifestTexts
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    public static IEnumerable<ManifestText> Read(IEnumerable<string> paths, TextReader input, ICollection<string> complaints) =>
        paths.SelectMany(path => ReadPath(path, input, complaints));

    private static IEnumerable<ManifestText> ReadPath(string path, TextReader input, ICollection<string> complaints)
    {
        if (path == "-")
            return [new("standard input", input.ReadToEnd())];
        if (!Directory.Exists(path))
            return [new(path, File.ReadAllText(path))];
        var files = Directory.EnumerateFiles(path).Where(file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            complaints.Add($"{path}: no .yaml, .yml or .json file is in this folder");
        return files.Select(file => new ManifestText(file, File.ReadAllText(file)));
    }
}
