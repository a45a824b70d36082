using KubeDaq.Sandbox.Identity.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>Judges every token by the issuer that it names: those of people by their issuers, all others as a service account's.</summary>
internal sealed class AllTokens(ITokenJudge serviceAccounts, TimeProvider time) : ITokenJudge, IDisposable
{
    private static readonly JsonWebTokenHandler Reader = new();
    private IReadOnlyList<PersonTokens> _people = [];

    /// <summary>Takes people of these issuers from now on.</summary>
    public void Know(IReadOnlyList<IssuerDescription> issuers) => _people = [.. issuers.Select(issuer => new PersonTokens(issuer, time))];

    /// <inheritdoc/>
    public async ValueTask<TokenVerdict> JudgeAsync(string token, IReadOnlyList<string> audiences)
    {
        if (_people.Count == 0 || Read(token) is not { } read || _people.FirstOrDefault(people => people.Issuer == read.Issuer) is not { } known)
            return await serviceAccounts.JudgeAsync(token, audiences);
        return audiences.Count == 0 || audiences.Contains(TokenSigner.Issuer)
            ? await known.JudgeAsync(read)
            : TokenVerdict.Refuse("people's tokens are for the API server only");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var people in _people)
            people.Dispose();
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return Reader.CanReadToken(token) ? Reader.ReadJsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
