/** SQL for the ids of a folder and everything below it; its one parameter is the folder's id. */
export const FOLDERS_BELOW = `WITH RECURSIVE below (id) AS (
    SELECT ? UNION SELECT folders.id FROM folders JOIN below ON folders.parent_id = below.id
  ) SELECT id FROM below`;
