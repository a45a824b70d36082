using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>A browser without a screen: keeps cookies of each origin and path, follows redirects one by one, and sends the forms of the pages it has seen.</summary>
internal sealed partial class ConsoleBrowser(X509ChainPolicy trust, Uri console) : IDisposable
{
    private const int MaxRedirects = 12;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } });
    private readonly Dictionary<(string Origin, string Name), (string Value, string Path)> _cookies = [];

    /// <summary>The answer to the last request.</summary>
    public Page Last { get; private set; } = new(console, 0, "", []);

    /// <summary>All <c>Set-Cookie</c> lines that the console has sent.</summary>
    public List<string> CookieLines { get; } = [];

    /// <summary>The session's cookie, if there is one.</summary>
    public string? SessionCookie
    {
        get => _cookies.TryGetValue((Origin(console), CookieName), out var cookie) ? cookie.Value : null;
        set => _cookies[(Origin(console), CookieName)] = (value!, "/");
    }

    private string CookieName => console.Scheme == "https" ? "__Host-kubedaq" : "kubedaq";

    /// <summary>Opens a page of the console, or of anywhere, and goes where it leads.</summary>
    public async Task<Page> OpenAsync(string address)
    {
        var url = new Uri(console, address);
        for (var hop = 0; hop < MaxRedirects; hop++)
        {
            await SendAsync(new(HttpMethod.Get, url));
            if (Last.Location is not { } next) return Last;
            url = next;
        }
        throw new InvalidOperationException($"redirected too often, at last to {url}");
    }

    /// <summary>Opens one page and goes nowhere else.</summary>
    public Task<Page> LookAsync(string address) => SendAsync(new(HttpMethod.Get, new Uri(console, address)));

    /// <summary>Signs in at the console by an issuer of the sandbox.</summary>
    public async Task<Page> SignInAsync(string issuer, string user, string password)
    {
        var login = await OpenAsync($"/start/{issuer}");
        var fields = new Dictionary<string, string> { ["return"] = login.Field("return"), ["user"] = user, ["password"] = password };
        await SendAsync(new(HttpMethod.Post, new Uri(login.Url.GetLeftPart(UriPartial.Path))) { Content = new FormUrlEncodedContent(fields) });
        return Last.Location is { } next ? await OpenAsync(next.ToString()) : Last;
    }

    /// <summary>Sends a form to the console with the token of the page seen last, and goes where the answer leads.</summary>
    public async Task<Page> SubmitAsync(string address, params (string Name, string Value)[] fields)
    {
        await PostAsync(address, [("__RequestVerificationToken", Last.Field("__RequestVerificationToken")), .. fields]);
        return Last.Location is { } next ? await OpenAsync(next.ToString()) : Last;
    }

    /// <summary>Sends just these fields, with headers where named <c>Name: value</c>.</summary>
    public Task<Page> PostAsync(string address, (string Name, string Value)[] fields, params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(console, address)) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        foreach (var header in headers) request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        return SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private async Task<Page> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        var url = request.RequestUri!;
        var cookies = _cookies.Where(cookie => cookie.Key.Origin == Origin(url) && url.AbsolutePath.StartsWith(cookie.Value.Path, StringComparison.Ordinal));
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key.Name}={cookie.Value.Value}")));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : []) Keep(url, line);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return Last = new(url, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), headers);
    }

    private void Keep(Uri url, string line)
    {
        if (Origin(url) == Origin(console)) CookieLines.Add(line);
        var (name, value) = (line.Split('=')[0], line.Split(';')[0][(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var path = PathOfCookie().Match(line) is { Success: true } match ? match.Groups[1].Value : "/";
        if (line.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) _cookies.Remove((Origin(url), name));
        else _cookies[(Origin(url), name)] = (value, path);
    }

    [GeneratedRegex("path=([^;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex PathOfCookie();
}
