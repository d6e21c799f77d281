// A style sheet that a module imports is built into a sheet of the module's name.
declare module "*.css";
