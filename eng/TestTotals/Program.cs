using System.Xml;
using System.Xml.Linq;

// Arguments: [--some] and the reports (xunit XML) that the test projects should have written.
// Prints what was skipped and why, what failed, and the total on the last line.
// Exits with 1 when anything failed or, with --some, when no test ran at all.
var some = args is ["--some", ..];
var totals = args.Skip(some ? 1 : 0).Select(Read).ToList();
foreach (var line in totals.SelectMany(t => t.Skips).Distinct().Order(StringComparer.Ordinal))
    Console.WriteLine($"skipped: {line}");
foreach (var line in totals.SelectMany(t => t.Failures))
    Console.WriteLine($"failed: {line}");
var failed = totals.Sum(t => t.Failed);
Console.WriteLine($"{totals.Sum(t => t.Passed)} passed, {failed} failed, {totals.Sum(t => t.Skipped)} skipped");
return failed > 0 || (some && totals.All(t => t.Passed == 0)) ? 1 : 0;

static Total Read(string path)
{
    // A project that crashed or hung leaves no whole report: that is a failure, never silence.
    try
    {
        return Total.Of(XDocument.Load(path));
    }
    catch (Exception e) when (e is IOException or XmlException)
    {
        return new(0, 1, 0, [], [$"{Path.GetFileNameWithoutExtension(path)} ended without a whole report: it crashed or was stopped by the hang guard"]);
    }
}

internal sealed record Total(int Passed, int Failed, int Skipped, IReadOnlyList<string> Skips, IReadOnlyList<string> Failures)
{
    public static Total Of(XDocument report)
    {
        var tests = report.Descendants("test").ToLookup(t => (string?)t.Attribute("result"));
        var errors = report.Descendants("error").Select(e => $"{(string?)e.Attribute("type")} {(string?)e.Attribute("name")}: {FirstLine(e)}").ToList();
        var skips = tests["Skip"].Select(t => $"{Name(t)}: {t.Element("reason")?.Value}").ToList();
        var failures = tests["Fail"].Select(t => $"{Name(t)}: {FirstLine(t)}").Concat(errors).ToList();
        return new(tests["Pass"].Count(), failures.Count, skips.Count, skips, failures);
    }

    private static string? Name(XElement test) => (string?)test.Attribute("name");

    private static string FirstLine(XElement element) => element.Descendants("message").FirstOrDefault()?.Value.Split('\n')[0] ?? "";
}
