declare module "catalogue:es" {
  const text: string;
  export default text;
}
declare module "catalogue:en" {
  const text: string;
  export default text;
}
declare module "catalogue:pt" {
  const text: string;
  export default text;
}
