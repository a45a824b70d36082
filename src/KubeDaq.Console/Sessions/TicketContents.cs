using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KubeDaq.Console.Sessions;

/// <summary>What a sign-in hands over: who it is, and the tokens, which then leave the ticket.</summary>
internal static class TicketContents
{
    private const string Issuer = "issuer";
    private const string Subject = "sub";
    private const string Group = "group";

    /// <summary>The identity that pages see.</summary>
    public static ClaimsPrincipal PrincipalOf(Person person, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, person.User), new(Issuer, person.Issuer), new(Subject, person.Subject), .. person.Groups.Select(group => new Claim(Group, group))], scheme, ClaimTypes.Name, null));

    /// <summary>The person of a ticket, and its tokens.</summary>
    public static (Person Person, PersonTokens Tokens) TakeFrom(AuthenticationTicket ticket)
    {
        var claims = ticket.Principal;
        var person = new Person(
            claims.FindFirstValue(Issuer)!, claims.FindFirstValue(Subject)!, claims.FindFirstValue(ClaimTypes.Name)!, [.. claims.FindAll(Group).Select(claim => claim.Value)]);
        var idToken = ticket.Properties.GetTokenValue(OpenIdConnectParameterNames.IdToken)!;
        var tokens = new PersonTokens(idToken, ticket.Properties.GetTokenValue(OpenIdConnectParameterNames.RefreshToken), SigningIn.IdTokens.ExpiryOf(idToken));
        ticket.Properties.StoreTokens([]);
        return (person, tokens);
    }
}
