using Microsoft.Playwright;

namespace Rankion.E2E.Support;

public static class FileEvents
{
    /// <summary>What a browser tells a page when a file is dragged over it, dropped on it or pasted.</summary>
    /// <param name="kind">dragenter, dragover, drop or paste.</param>
    /// <param name="on">A selector of what it happens on.</param>
    public static async Task FireAsync(this IPage page, string kind, byte[] bytes, string name, string on = "body") => await page.EvaluateAsync(
        """
        ([kind, base64, name, on]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          document.querySelector(on).dispatchEvent(kind === 'paste' ? new ClipboardEvent(kind, { ...options, clipboardData: data }) : new DragEvent(kind, { ...options, dataTransfer: data }));
        }
        """, new[] { kind, Convert.ToBase64String(bytes), name, on });
}
