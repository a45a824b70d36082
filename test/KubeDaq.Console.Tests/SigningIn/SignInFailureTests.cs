using KubeDaq.Console.SigningIn;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.Tests.SigningIn;

public sealed class SignInFailureTests
{
    [Fact]
    public void A_person_is_told_what_is_wrong_and_nothing_that_came_from_outside()
    {
        var failure = SignInFailure.Of(new InvalidOperationException("outer", new SecurityTokenInvalidAudienceException("eyJhbGciOi secret")), "cern");
        Assert.Equal("The token that cern's sign-in gave is for another program.", failure.Text);
        Assert.DoesNotContain("eyJ", failure.Text + failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issuer_that_does_not_answer_is_no_fault_of_the_person() =>
        Assert.Equal(503, SignInFailure.Of(new InvalidOperationException("", new HttpRequestException("no route")), "cern").StatusCode);

    [Fact]
    public void A_reason_of_ours_is_told_as_it_is() =>
        Assert.Contains("not take your token: no claim cern_upn.", SignInFailure.Of(new SignInRefusedException("no claim cern_upn"), "cern").Text, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_known_is_told_in_general() => Assert.Equal(403, SignInFailure.Of(new InvalidOperationException("eyJ"), "cern").StatusCode);
}
