/** Own line icons, 18 × 18, drawn in the colour of the text beside them. Decoration: the word beside it is the name. */
const PATHS = {
  overview: "M3 10.5h2.6l1.8-5 3 8 2-5.5 1 2.5H15",
  transactions: "M3 4.5h12M3 9h8M3 13.5h5M13 11.5l2 2-2 2",
  sessions:
    "M9 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3.8 15c.4-2.9 2.5-4.6 5.2-4.6s4.800 1.700 5.200 4.600",
  servers: "M3 3.500h12v4.500H3zM3 10h12v4.500H3zM5.500 5.800h.01M5.500 12.200h.01M8 5.800h4M8 12.200h4",
  grid: "M5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM13 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 15.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 5h4M6 6.800l2 4.900M12 6.800l-2 4.900",
  ask: "M3 4h12v8.500H8.500L5 15.500v-3H3zM6 7.300h6M6 9.600h4",
  moon: "M14.500 10.800A6 6 0 0 1 7.200 3.500a6 6 0 1 0 7.300 7.300Z",
  sun: "M9 12.200a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400ZM9 2v1.500M9 14.500V16M2 9h1.500M14.500 9H16M4 4l1.100 1.100M12.900 12.900 14 14M4 14l1.100-1.100M12.900 5.100 14 4",
  close: "M4.500 4.500l9 9M13.500 4.500l-9 9",
  search: "M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM11.800 11.800 15.500 15.500",
  back: "M11 4 6 9l5 5",
  next: "M7 4l5 5-5 5",
  down: "M4.500 7 9 11.500 13.500 7",
  download: "M9 3v8.500M5.500 8.500 9 12l3.500-3.500M3.500 15h11",
  send: "M9 15V3.500M4.500 8 9 3.500 13.500 8",
  stop: "M5 5h8v8H5z",
  alert: "M9 3 16 15H2ZM9 7.500v3.500M9 13h.01",
  empty: "M3 9.500 5 4h8l2 5.500V14H3zM3 9.500h3.500l1 2h3l1-2H15",
  link: "M7.500 10.500 10.500 7.500M8 5.500l1.500-1.500a2.800 2.800 0 0 1 4 4L12 9.500M10 12.500 8.500 14a2.800 2.800 0 0 1-4-4L6 8.500",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  return (
    <svg class={small ? "icon small" : "icon"} viewBox="0 0 18 18" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
