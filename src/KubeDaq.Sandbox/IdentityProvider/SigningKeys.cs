using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The keys of an issuer: the newest signs, the older ones are published so that tokens of theirs are still good.</summary>
internal sealed class SigningKeys(bool ellipticCurve) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IDisposable> _retired = [];
    private List<SigningCredentials> _keys = [Make(ellipticCurve)];

    /// <summary>The keys, the one that signs first.</summary>
    public IReadOnlyList<SigningCredentials> All => Volatile.Read(ref _keys);

    /// <summary>Signs with a new key from now on.</summary>
    /// <param name="forget">Whether the older keys are withdrawn, as after a theft.</param>
    public void Rotate(bool forget)
    {
        lock (_lock)
        {
            if (forget)
                _retired.AddRange(_keys.Select(AlgorithmOf));
            Volatile.Write(ref _keys, forget ? [Make(ellipticCurve)] : [Make(ellipticCurve), .. _keys]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Select(AlgorithmOf).Concat(_retired))
            key.Dispose();
    }

    private static SigningCredentials Make(bool ellipticCurve)
    {
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        return ellipticCurve
            ? new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id }, SecurityAlgorithms.EcdsaSha256)
            : new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = id }, SecurityAlgorithms.RsaSha256);
    }

    private static IDisposable AlgorithmOf(SigningCredentials credentials) =>
        credentials.Key is ECDsaSecurityKey curve ? curve.ECDsa : ((RsaSecurityKey)credentials.Key).Rsa;
}
