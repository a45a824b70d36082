using System.Net;
using System.Text.RegularExpressions;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>An answer as a browser sees it.</summary>
internal sealed partial record Page(Uri Url, int Status, string Html, Dictionary<string, string> Headers)
{
    /// <summary>What a reader sees.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Html, " "), " "));

    /// <summary>Where it leads by itself; null for a page.</summary>
    public Uri? Location => Status is 301 or 302 or 303 or 307 ? new(Url, Headers["Location"]) : null;

    /// <summary>Where a page goes on to by its header Refresh.</summary>
    public string Refresh => Headers["Refresh"].Split("url=", 2)[1];

    /// <summary>The value of a form's field.</summary>
    public string Field(string name) =>
        WebUtility.HtmlDecode(Fields().Matches(Html).FirstOrDefault(match => match.Groups[1].Value == name)?.Groups[2].Value ?? throw new InvalidOperationException($"no field {name} in {Text}"));

    [GeneratedRegex("(?s)<head.*?</head>|<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("name=\"([A-Za-z_]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Fields();
}
