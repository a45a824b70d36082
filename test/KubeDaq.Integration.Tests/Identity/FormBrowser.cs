using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>The browser of a person without a screen: follows links and fills the forms of the sandbox's identity provider.</summary>
internal sealed partial class FormBrowser : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _password;

    public FormBrowser(string identityFolder)
    {
        _password = File.ReadAllText(Path.Combine(identityFolder, "password")).Trim();
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(Path.Combine(identityFolder, "..", "pki", "ca.crt"));
        _http = new(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust }, CookieContainer = new CookieContainer() });
    }

    /// <summary>Goes to a page, signs in, lets the program in where that is asked, and returns what is shown at last.</summary>
    public async Task<string> SignInAsync(string url, string user)
    {
        var stop = TestContext.Current.CancellationToken;
        using var login = await _http.GetAsync(url, stop);
        var page = await login.Content.ReadAsStringAsync(stop);
        using var signedIn = await PostAsync(Address(login), new() { ["return"] = Value(page, "return"), ["user"] = user, ["password"] = _password });
        // The way back to a program goes from https to http on loopback, which HttpClient does not go by itself.
        if (signedIn.Headers.Location is { Scheme: "http" } back)
            return await _http.GetStringAsync(back, stop);
        page = await signedIn.Content.ReadAsStringAsync(stop);
        if (!page.Contains("name=\"user_code\"", StringComparison.Ordinal))
            return page;
        using var allowed = await PostAsync(Address(signedIn), new() { ["user_code"] = Value(page, "user_code"), ["answer"] = "yes" });
        return await allowed.Content.ReadAsStringAsync(stop);
    }

    /// <summary>Makes an issuer sign with a new key.</summary>
    public async Task RotateKeysAsync(string issuer, bool forget)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{issuer}/for-development/rotate-keys?forget={(forget ? "true" : "false")}");
        request.Headers.Authorization = new("Bearer", _password);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static Uri Address(HttpResponseMessage answer) => new(answer.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path));

    private static string Value(string page, string field) =>
        WebUtility.HtmlDecode(Field().Matches(page).First(match => match.Groups[1].Value == field).Groups[2].Value);

    private Task<HttpResponseMessage> PostAsync(Uri url, Dictionary<string, string> fields) =>
        _http.PostAsync(url, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

    [GeneratedRegex("name=\"([a-z_]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
