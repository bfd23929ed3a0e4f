"""The board: the plan as a kanban, drawn by line."""
