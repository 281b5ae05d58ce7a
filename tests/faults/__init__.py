"""What a power cut, a kill or a careless copy does to the files of a programme.

Each kill runs a few times as a rule; CRP_KILLS says how many (100 before a release).
"""
