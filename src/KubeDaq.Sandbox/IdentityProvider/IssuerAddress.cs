namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>Where an issuer serves, which is known once its port is open.</summary>
internal sealed class IssuerAddress
{
    private Uri? _url;

    /// <summary>The issuer's URL, as its tokens say it.</summary>
    public Uri Url
    {
        get => _url ?? throw new InvalidOperationException("the issuer does not serve yet");
        set => _url = value;
    }
}
