import { useLoaderData } from "react-router";

const ROW_COUNT = 60;

/** The same page on both servers: data from a loader, a table of some size, nothing else. */
export const loader = () =>
  Array.from({ length: ROW_COUNT }, (_, index) => ({
    id: index + 1,
    name: `Article ${index + 1}`,
    summary: "A thing that is described in one line of text & shown with its price",
    price: (index * 7) % 100,
  }));

export default function Catalogue() {
  const articles = useLoaderData<typeof loader>();
  return (
    <main className="mx-auto max-w-3xl px-4 py-8">
      <title>Catalogue</title>
      <h1 className="text-2xl font-semibold">Catalogue</h1>
      <table className="w-full">
        <tbody>
          {articles.map(({ id, name, summary, price }) => (
            <tr key={id} className="border-t">
              <th scope="row" className="p-2 text-left">
                <a href={`/articles/${id}`}>{name}</a>
              </th>
              <td className="p-2">{summary}</td>
              <td className="p-2 text-right tabular-nums">{price.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
