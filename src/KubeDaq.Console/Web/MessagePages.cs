using KubeDaq.Console.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KubeDaq.Console.Web;

/// <summary>A page that says one thing.</summary>
internal static class MessagePages
{
    /// <summary>Writes it as the answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string heading, string text, string link, string linkText)
    {
        // Of a page that broke while it was made.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        var page = new RazorComponentResult<MessagePage>(new Dictionary<string, object?>
        {
            [nameof(MessagePage.Heading)] = heading,
            [nameof(MessagePage.Text)] = text,
            [nameof(MessagePage.Link)] = link,
            [nameof(MessagePage.LinkText)] = linkText,
        })
        { StatusCode = status };
        return page.ExecuteAsync(context);
    }
}
